// The element <countersign-verification>, which shows a hosted page of Countersign in a frame, in a popup or in its place.
// Described in docs/integrations.md. It sets no cookies and needs none.
(() => {
  const popupFeatures = "popup,width=480,height=720";
  const firstHeight = 480;

  class CountersignVerification extends HTMLElement {
    static observedAttributes = ["portal-url", "mode"];

    #page = null;
    #status = "pending";
    #stop = null;

    connectedCallback() {
      this.#open();
    }

    disconnectedCallback() {
      this.#close();
    }

    attributeChangedCallback() {
      if (!this.isConnected) return;
      this.#close();
      this.#open();
    }

    get #url() {
      const url = this.getAttribute("portal-url");
      if (!url) return null;
      const { protocol, href, origin } = new URL(url, location.href);
      // A frame would run a javascript: URL as part of this page.
      if (protocol !== "https:" && protocol !== "http:")
        throw new TypeError("portal-url must be an https URL.");
      return { href, origin };
    }

    #open() {
      const url = this.#url;
      if (!url) return;
      this.#status = "pending";
      const stop = new AbortController();
      this.#stop = () => stop.abort();
      addEventListener("message", (event) => this.#receive(event, url.origin), { signal: stop.signal });
      if (this.getAttribute("mode") === "popup") this.#showButton(() => this.#openPopup(url.href));
      else if (this.getAttribute("mode") === "redirect") this.#showButton(() => location.assign(url.href));
      else this.#showFrame(url.href);
    }

    #close() {
      this.#stop?.();
      this.#page = null;
      this.replaceChildren();
    }

    #showFrame(href) {
      const frame = document.createElement("iframe");
      frame.src = href;
      frame.title = this.getAttribute("label") ?? "Verification";
      frame.allow = "otp-credentials";
      frame.style.cssText = `display: block; width: 100%; height: ${firstHeight}px; border: 0`;
      this.replaceChildren(frame);
      this.#page = frame.contentWindow;
    }

    #showButton(onClick) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = this.getAttribute("label") ?? "Verify";
      button.addEventListener("click", onClick);
      this.replaceChildren(button);
    }

    #openPopup(href) {
      const popup = window.open(href, "countersign", popupFeatures);
      // Blocked: the page itself can still go there.
      if (!popup) return location.assign(href);
      this.#page = popup;
      const timer = setInterval(() => {
        if (!popup.closed) return;
        clearInterval(timer);
        if (this.#page === popup && this.#status === "pending") this.#tell("closed", {});
      }, 500);
    }

    #receive({ source, origin, data }, expectedOrigin) {
      if (!this.#page || source !== this.#page || origin !== expectedOrigin) return;
      if (data?.type === "countersign.ready")
        source.postMessage({ type: "countersign.connect" }, expectedOrigin);
      if (data?.type === "countersign.state") this.#follow(data);
    }

    #follow({ verificationId, status, receipt, height }) {
      const frame = this.querySelector("iframe");
      if (frame && height > 0) frame.style.height = `${Math.ceil(height)}px`;
      if (status === this.#status) return;
      this.#status = status;
      const detail = { verificationId, status, receipt };
      if (status !== "verified") return this.#tell("ended", detail);
      if (!frame) this.#page.close();
      this.#tell("verified", detail);
    }

    #tell(type, detail) {
      this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
    }
  }

  customElements.define("countersign-verification", CountersignVerification);
})();
