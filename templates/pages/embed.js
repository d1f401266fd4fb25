/* frontdesk: sends a form of this page to the desk without leaving the page. It works without it too. */
(function (desk) {
  "use strict";

  const base = desk.url ? desk.url + "/embed/" : (document.currentScript || {}).src;
  if (!base) return;
  const hook = new URL("../hooks/" + desk.path, base);
  const page = location;
  const sure = page.protocol === "https:" || /^(localhost|127\.0\.0\.1)$/.test(page.hostname);
  const readable = hook.origin === page.origin || (sure && desk.hosts.includes(page.host));
  const states = new WeakMap();
  const get = (node, name) => node.getAttribute(name);
  const set = (node, values) => Object.keys(values).forEach((name) => node.setAttribute(name, values[name]));
  const add = (node, kind) => node.appendChild(document.createElement(kind));
  const all = (form, selector) => Array.from(form.querySelectorAll(selector));
  let notes = 0;

  // Where a form goes; nothing for other forms. A field may be called "action": only the attribute is sure.
  function target(form) {
    const link = document.createElement("a"), name = get(form, "data-frontdesk");
    link.href = get(form, "action") || "";
    const fits = link.href.split(/[?#]/)[0] === hook.href;
    if (name ? name === desk.name : fits) return fits ? link.href : hook.href;
  }

  // The status must be there before it speaks, or a screen reader misses it.
  function prepared(form) {
    let state = states.get(form);
    if (state) return state;
    const status = form.querySelector("[data-frontdesk-status]") || add(form, "p");
    set(status, { role: "status", "aria-live": "polite" });
    // By script: a page that forbids inline styles forbids those of its markup.
    const away = { position: "absolute", left: "-9999px" };
    all(form, ".frontdesk-trap").forEach((trap) => Object.assign(trap.style, away));
    state = { status, checks: !form.hasAttribute("novalidate"), notes: [] };
    set(form, { novalidate: "" });
    states.set(form, state);
    return state;
  }

  function say(form, kind, text) {
    const status = prepared(form).status, own = get(form, "data-" + kind) || "#";
    set(status, { "data-state": kind });
    status.textContent = text && own[0] !== "#" ? own : text;
  }

  // Ties a text to a field until the field changes; the result takes it away.
  function note(field, text) {
    const about = document.createElement("span"), before = get(field, "aria-describedby") || "";
    set(about, { id: `frontdesk-${desk.name}-${++notes}`, class: "frontdesk-error" });
    about.textContent = text;
    (field.closest("label") || field).after(about);
    set(field, { "aria-invalid": true, "aria-describedby": `${before} ${about.id}`.trim() });
    const clear = () => {
      about.remove();
      field.removeAttribute("aria-invalid");
      set(field, { "aria-describedby": before });
    };
    field.addEventListener("input", clear, { once: true });
    return clear;
  }

  // Of radio buttons the first.
  function faulty(form) {
    const seen = new Set();
    return all(form, "input,select,textarea").filter(
      (field) => !field.checkValidity() && !seen.has(field.name) && seen.add(field.name),
    );
  }

  // The marks of the page, else the first of the visit.
  function visit() {
    const marks = {};
    new URLSearchParams(page.search).forEach((value, name) => {
      if (value && /^utm_(source|medium|campaign|term|content)$/.test(name)) marks[name] = value;
    });
    const some = Object.keys(marks).length;
    let first = { referrer: document.referrer };
    try {
      first = JSON.parse(sessionStorage.getItem("frontdesk")) || first;
      if (some && !first.marks) first.marks = marks;
      sessionStorage.setItem("frontdesk", JSON.stringify(first));
    } catch (error) {
      console.debug(error); // the visitor keeps nothing
    }
    const facts = { page_url: page.href.split("#")[0], referrer: first.referrer };
    return Object.assign(facts, some ? marks : first.marks);
  }

  function missing(data) {
    const facts = Object.assign(visit(), { _fd_time: desk.time });
    return Object.entries(facts).filter(([name, value]) => value && !data.get(name));
  }

  // Bytes: a form would be packed anew at each try, and no longer be the same under its key.
  async function packed(data, pairs) {
    const packet = new Response(pairs.some(([, value]) => value.name) ? data : new URLSearchParams(pairs));
    const key = "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
      (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16),
    );
    const headers = { "Content-Type": packet.headers.get("Content-Type"), "Idempotency-Key": key };
    return { method: "POST", credentials: "omit", headers, body: await packet.arrayBuffer() };
  }

  // Status and error, if there is an answer; once more after a moment if it may yet be taken.
  async function answer(to, packet, again) {
    const stop = new AbortController(), timer = setTimeout(() => stop.abort(), 30000);
    let status = 0, wait = 2, said = {};
    try {
      const got = await fetch(to, Object.assign({ signal: stop.signal }, await packet));
      status = got.status;
      wait = Math.min(got.headers.get("Retry-After") || wait, 5);
      said = (await got.json()) || said;
    } catch (error) {
      said.error = "" + error;
    }
    clearTimeout(timer);
    const later = !status || status === 429 || status > 499;
    if (!again || !later) return { form: desk.name, status, later, id: said.id, error: said.error };
    await new Promise((go) => setTimeout(go, wait * 1000));
    return answer(to, packet, false);
  }

  async function send(form, to, state, button) {
    const data = new FormData(form);
    if (button && button.name) data.append(button.name, button.value);
    missing(data).forEach(([name, value]) => data.set(name, value));
    const pairs = Array.from(data).filter(([, value]) => value === "" || value.name !== "");
    const told = pairs.map(([name, value]) => [name, value.name, value.size, value.lastModified, value]);
    const same = JSON.stringify([to, told]);
    const buttons = all(form, "button:not([type]),[type=submit],[type=image]").filter((one) => !one.disabled);
    const focused = document.activeElement;
    state.busy = true;
    buttons.forEach((one) => (one.disabled = true));
    say(form, "sending", desk.words.sending);
    if (state.same !== same) Object.assign(state, { same, packet: packed(data, pairs) });
    const detail = await answer(to, state.packet, true);
    state.busy = false;
    buttons.forEach((one) => (one.disabled = false));
    if (buttons.includes(focused)) focused.focus();
    const good = detail.status > 199 && detail.status < 300;
    if (good) state.same = "";
    // A page that shows it in its own way calls preventDefault().
    const type = "frontdesk:" + (good ? "success" : "error");
    const shown = form.dispatchEvent(new CustomEvent(type, { bubbles: true, cancelable: true, detail }));
    if (!shown) say(form, "", "");
    else if (good) thank(form, data.get("_next"));
    else explain(form, state, detail);
  }

  function thank(form, next) {
    const text = get(form, "data-success") || "";
    const own = text[0] === "#" && document.getElementById(text.slice(1));
    HTMLFormElement.prototype.reset.call(form);
    say(form, "success", own ? "" : desk.words.success);
    if (own) {
      if (!form.contains(own)) form.style.display = "none";
      own.hidden = false;
      own.tabIndex = -1;
      own.focus();
    } else if (next && !text) {
      const place = new URL(next, page);
      if (/^http/.test(place.protocol) && desk.hosts.includes(place.host)) page.assign(place);
    }
  }

  function explain(form, state, { status, error, later }) {
    const text = desk.words[status === 413 ? "large" : later ? "later" : "wrong"];
    const field = status === 422 && form.querySelector(`[name="${CSS.escape(String(error).split(":")[0])}"]`);
    say(form, "error", text);
    if (!field) return;
    state.notes.push(note(field, text));
    field.focus();
  }

  document.addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter, to = target(form);
    if (event.defaultPrevented || !to) return;
    const state = prepared(form);
    if (state.busy) return event.preventDefault();
    state.notes.splice(0).forEach((clear) => clear());
    const wrong = state.checks && !(button && button.formNoValidate) ? faulty(form) : [];
    if (readable || wrong.length) event.preventDefault();
    if (wrong.length) {
      say(form, "", "");
      state.notes = wrong.map((field) => note(field, field.validationMessage));
      wrong[0].focus();
    } else if (readable) {
      send(form, to, state, button);
    } else {
      // This page may not read the answer: the form goes as any form does, and the desk thanks.
      set(form, { action: to, method: "post" });
      missing(new FormData(form)).forEach(([name, value]) => {
        set(add(form, "input"), { type: "hidden", name, value });
      });
    }
  });

  visit();
  const start = () => all(document, "form").filter(target).forEach(prepared);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})(__FORM__);
