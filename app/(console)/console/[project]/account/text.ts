export const text = {
  title: "Your profile",
  description: "Your profile is the same in all projects.",
  name: "Name",
  nameHint: "Shown to your team and in timelines. If empty, we show your email address.",
  email: "Email",
  emailHint: "We send your sign-in codes here, so make sure you can read mail at this address.",
  invalid: "Enter a valid email address.",
  taken: "Someone else already uses this address.",
  save: "Save changes",
  saved: "Changes saved",
};
