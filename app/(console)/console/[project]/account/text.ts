export const text = {
  title: "Your profile",
  description: "For all projects of this installation.",
  name: "Name",
  nameHint: "Shown to your team and in timelines. Left empty: your address.",
  email: "Email",
  emailHint: "Your next sign-in code goes here. Make sure that you can read it.",
  taken: "Another operator has this address.",
  save: "Save changes",
  saved: "Saved",
};
