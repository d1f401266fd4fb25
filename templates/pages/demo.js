"use strict";

/* The demo page: draws the snapshots that /demo/events sends, and posts what people press.

Every string of a snapshot may come from a stranger's form: it becomes text, never markup. */

const FRESH_MS = 2000;
const TOAST_MS = 4000;
const READ_MS = 50; // a character
const RETRY_MS = 3000;
const MOST_PIPS = 20;

const $ = (selector, root = document) => root.querySelector(selector);
let now = null; // the newest snapshot
const present = () => Date.now() + 1000 * (now?.ahead_s ?? 0); // by the demo's clock, which people turn forward

// Bidirectional controls in a stranger's text would turn round the words that stand beside it (UTS #36).
const calm = (value) => (typeof value === "string" ? value.replace(/[\u202a-\u202e\u2066-\u2069]/g, "") : value);

/** One element with classes and children; strings among the children become text. */
function el(tag, classes = "", ...children) {
  const node = document.createElement(tag);
  if (classes) node.className = classes;
  node.append(...children.filter((child) => child !== null && child !== undefined).map(calm));
  return node;
}

function button(classes, onClick, ...children) {
  const node = el("button", classes, ...children);
  node.type = "button";
  node.addEventListener("click", onClick);
  return node;
}

function freshen(node) {
  node.classList.add("fresh");
  setTimeout(() => node.classList.remove("fresh"), FRESH_MS);
}

const empty = (sign, text) => el("div", "empty", hidden(el("span", "", sign)), el("p", "", text));
const signed = (points) => (points > 0 ? `+${points}` : points < 0 ? `−${-points}` : "0");
const short = (text, limit = 40) => calm(text.length > limit ? `${text.slice(0, limit - 1).trimEnd()}…` : text);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const many = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
const size = (bytes) => (bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);

function hidden(node) {
  node.setAttribute("aria-hidden", "true");
  return node;
}

/* ── Times ─────────────────────────────────────────────────────────────── */

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const AGO = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];

function relative(date) {
  const seconds = (date - present()) / 1000;
  const [unit, length] = UNITS.find(([, span]) => Math.abs(seconds) >= span) ?? [];
  return unit ? AGO.format(Math.trunc(seconds / length), unit) : seconds > 0 ? "in a moment" : "just now";
}

/** A moment of the snapshot as a clock time; nothing where it is no moment. */
function clock(iso) {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return null;
  const node = el("time", "", CLOCK.format(date));
  node.dateTime = date.toISOString();
  node.title = MOMENT.format(date);
  return node;
}

/** Telegram's <tg-time>: the reader's own clock; where the numbers make no sense, the text inside stays. */
function moment(node, unix, format) {
  const date = new Date(Number(unix) * 1000);
  if (!/^\d{1,12}$/.test(unix ?? "") || Number.isNaN(date.getTime()) || !/^(r|[wdDtT]+)$/.test(format ?? "")) return;
  const wanted = {
    ...(format.includes("w") && { weekday: "long" }),
    ...(format.includes("d") && { dateStyle: "short" }),
    ...(format.includes("D") && { dateStyle: "long" }),
    ...(format.includes("t") && { timeStyle: "short" }),
    ...(format.includes("T") && { timeStyle: "medium" }),
  };
  const styled = wanted.dateStyle || wanted.timeStyle;
  if (styled) delete wanted.weekday;
  node.textContent = format === "r" ? relative(date) : new Intl.DateTimeFormat(undefined, wanted).format(date);
  node.dateTime = date.toISOString();
  node.title = MOMENT.format(date);
  if (format === "r") node.classList.add("relative");
}

const DESK = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

function tickTimes() {
  const time = new Date(present());
  $("#clock").textContent = DESK.format(time);
  $("#clock").dateTime = time.toISOString();
  for (const node of document.querySelectorAll("time.relative")) node.textContent = relative(new Date(node.dateTime));
}

/* ── Telegram's HTML ───────────────────────────────────────────────────── */

const TAGS = {
  b: "b", strong: "b", i: "i", em: "i", u: "u", ins: "u", s: "s", strike: "s", del: "s", code: "code", pre: "pre",
  blockquote: "blockquote", a: "a", "tg-time": "time", "tg-spoiler": "span", "tg-emoji": "span", span: "span",
};
const ENTITIES = { lt: "<", gt: ">", amp: "&", quot: '"' };
const TOKEN = /<(\/?)([a-z][a-z-]{0,11})((?:\s[^<>]*)?)>/gi;
const DEEPEST = 20;

/** Character references as characters; what Telegram does not know stays as it was written. */
function decoded(text) {
  return text.replace(/&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi, (all, name, decimal, hex) => {
    if (name) return ENTITIES[name.toLowerCase()];
    const code = decimal ? Number(decimal) : parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

function attribute(text, name) {
  const found = new RegExp(`\\s${name}="([^"]*)"`, "i").exec(text);
  return found ? decoded(found[1]) : null;
}

/** Nodes for a message: only the tags above are made; everything else shows as the text it is. */
function telegram(html) {
  const root = document.createDocumentFragment();
  const open = [{ name: "", node: root }];
  let at = 0;
  const say = (text) => text && open.at(-1).node.append(decoded(text));
  for (const found of html.matchAll(TOKEN)) {
    const [all, slash, tag, rest] = found;
    const name = tag.toLowerCase();
    if (!Object.hasOwn(TAGS, name)) continue;
    say(html.slice(at, found.index));
    at = found.index + all.length;
    if (!slash && open.length <= DEEPEST) {
      const node = marked(name, rest);
      open.at(-1).node.append(node);
      open.push({ name, node, rest });
    } else if (slash && open.at(-1).name === name) {
      const { node, rest: said } = open.pop();
      if (name === "tg-time") moment(node, attribute(said, "unix"), attribute(said, "format"));
    }
  }
  say(html.slice(at));
  for (const quote of root.querySelectorAll("blockquote")) {
    // The end of a quote is the end of its line.
    const next = quote.nextSibling;
    if (next?.nodeType === Node.TEXT_NODE) next.data = next.data.replace(/^\n/, "");
  }
  return root;
}

function marked(name, rest) {
  if (name === "a") return link(attribute(rest, "href") ?? "");
  const node = el(TAGS[name]);
  if (name === "tg-spoiler" || (name === "span" && attribute(rest, "class") === "tg-spoiler")) node.className = "spoiler";
  if (name === "blockquote" && /\sexpandable\b/i.test(rest)) node.className = "expandable";
  return node;
}

function link(href) {
  if (href.startsWith("tg://user")) return el("span", "mention");
  if (!/^https?:\/\/[^/\s]/i.test(href)) return el("span");
  const node = el("a");
  node.href = href;
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  return node;
}

/* ── The form ──────────────────────────────────────────────────────────── */

const form = $("#form");
const fields = () => [...form.elements].filter((field) => field.name);
const written = () => Object.fromEntries(fields().map((field) => [field.name, field.value]));
const filled = () => fields().some((field) => field.value.trim());
let sent = ""; // what the last accepted form said
const tried = new Set(); // names of the samples that were sent

function drawSamples(samples) {
  const row = $("#samples");
  if (row.dataset.for === JSON.stringify(samples)) return;
  row.dataset.for = JSON.stringify(samples);
  row.replaceChildren(
    ...Object.entries(samples).map(([name, values]) => {
      const node = button("", () => fill(node, values), capital(name));
      node.dataset.sample = name;
      node.setAttribute("aria-pressed", "false");
      return node;
    }),
  );
}

function fill(chosen, values) {
  for (const field of fields()) field.value = Object.hasOwn(values, field.name) ? values[field.name] : "";
  choose(chosen);
}

function choose(chosen) {
  for (const node of $("#samples").children) node.setAttribute("aria-pressed", String(node === chosen));
  drawGuide();
}

form.addEventListener("input", () => choose(null));

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const send = $("#send");
  if (send.getAttribute("aria-busy") === "true") return;
  send.setAttribute("aria-busy", "true");
  const said = JSON.stringify(written());
  const began = performance.now();
  try {
    const response = await fetch(form.getAttribute("action"), {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: said,
    });
    if (response.ok) sent = said;
    if (response.ok) tried.add($('#samples [aria-pressed="true"]')?.dataset.sample);
    drawAnswer(response.status, await response.text(), performance.now() - began);
  } catch {
    drawAnswer(0, "", 0);
  } finally {
    send.removeAttribute("aria-busy");
  }
});

/** The hook's own answer, as a site's script would get it. */
function drawAnswer(status, body, tookMs) {
  let said = {};
  try {
    said = JSON.parse(body) ?? {};
  } catch {
    said = { error: body.slice(0, 200) };
  }
  const good = status >= 200 && status < 300;
  const words = good ? said.status : said.error;
  const text = status ? `${words ?? ""}`.slice(0, 300) : "No answer. Is frontdesk demo still running?";
  const answer = $("#answer");
  answer.replaceChildren(
    el("span", good ? "chip good" : "chip bad", status ? String(status) : "offline"),
    el("span", "", capital(text)),
    ...(status ? [el("small", "", `${Math.max(1, Math.round(tookMs))} ms`)] : []),
    ...(said.id ? [el("code", "", `${said.id}`.slice(0, 80))] : []),
  );
  freshen(answer);
  drawGuide();
}

/* ── The mailbox ───────────────────────────────────────────────────────── */

const mailbox = { chosen: null, tab: "html", newest: null, drawn: "", notice: "" };
const WITHHELD = {
  quota: "this address has had its automatic letters for today; nobody gets more than the quota.",
  suppressed: "this address is not written to any more.",
  machine_address: "a program reads that mailbox, and two programs could go on answering each other.",
  own_address: "it is an address of our own.",
  two_addresses: "the e-mail field holds two addresses; a person must choose one.",
  no_address: "there is no address to write to.",
};

/** Why the newest lead gets no letter; null when it does. */
function noLetter(lead) {
  if (!lead) return null;
  if (lead.quarantine.length) return { lead, why: "It is quarantined as suspected spam: nothing is sent, nothing is deleted, a person can release it.", guards: lead.quarantine };
  if (lead.withheld) return { lead, why: `The letter was withheld: ${WITHHELD[lead.withheld] ?? lead.withheld}`, guards: [] };
  if (lead.state && !lead.letter) return { lead, why: "The rules choose no letter for it.", guards: [] };
  return null;
}

function drawMail(snapshot) {
  const notice = noLetter(snapshot.lead);
  const told = notice ? JSON.stringify([notice.lead.id, notice.why, notice.guards]) : "";
  const newest = snapshot.mails[0]?.id ?? null;
  const isFresh = newest !== mailbox.newest && now !== null;
  if (told && told !== mailbox.notice) mailbox.chosen = "notice";
  else if (newest !== mailbox.newest) mailbox.chosen = newest;
  if (mailbox.chosen === "notice" && !notice) mailbox.chosen = newest;
  if (mailbox.chosen !== "notice" && !snapshot.mails.some((mail) => mail.id === mailbox.chosen)) mailbox.chosen = newest;
  Object.assign(mailbox, { newest, notice: told });
  redrawMail(snapshot, notice, isFresh);
}

function redrawMail(snapshot, notice, isFresh = false) {
  const drawn = JSON.stringify([snapshot.mails, notice && mailbox.notice, mailbox.chosen]);
  if (drawn === mailbox.drawn) return;
  mailbox.drawn = drawn;
  const root = $("#mail");
  if (!snapshot.mails.length && !notice) return void root.replaceChildren(empty("✉", waitingFor(snapshot.lead)));
  const focused = root.contains(document.activeElement) && document.activeElement.closest(".letters") ? mailbox.chosen : null;
  const list = el("ul", "letters", ...letterRows(snapshot, notice));
  list.setAttribute("aria-label", "Mails, newest first");
  const mail = snapshot.mails.find((one) => one.id === mailbox.chosen);
  const before = $(".reader", root);
  const same = before && before.dataset.shows === String(mailbox.chosen) && mail;
  root.replaceChildren(list, same ? before : mail ? reader(mail) : noticeSheet(notice));
  if (focused !== null) $('[aria-current="true"]', list)?.focus();
  if (isFresh && mail) freshen($("button", list));
}

const waitingFor = (lead) => (lead ? "The letter is on its way." : "No mail yet. Send the form.");

function letterRows(snapshot, notice) {
  const rows = snapshot.mails.map((mail) => letterRow(mail.id, mail.to, clock(mail.at), mail.subject || "(no subject)"));
  if (notice) rows.unshift(letterRow("notice", notice.lead.name, clock(notice.lead.at), "No letter: see why"));
  return rows;
}

function letterRow(id, to, time, subject) {
  const choose = () => {
    mailbox.chosen = id;
    redrawMail(now, noLetter(now.lead));
  };
  const node = button("", choose, el("span", "to", to), time ?? "", el("span", "subject", subject));
  node.setAttribute("aria-current", String(id === mailbox.chosen));
  return el("li", "", node);
}

function noticeSheet({ lead, why, guards }) {
  return el(
    "div",
    "notice",
    el("h3", "", `No letter to ${short(lead.name) || "this lead"}`),
    el("p", "", why),
    guards.length ? el("ul", "", ...guards.map(guardRow)) : null,
  );
}

const guardRow = ({ guard, because }) => el("li", "", el("b", "", guard.replaceAll("_", " ")), because ? `: ${because}` : "");

function reader(mail) {
  const rows = [["From", mail.from], ["To", mail.to]];
  const envelope = el(
    "div",
    "envelope",
    el("h3", "", mail.subject || "(no subject)"),
    el("dl", "", ...rows.flatMap(([name, value]) => [el("dt", "", name), el("dd", "", value)])),
  );
  const files = mail.attachments.length ? el("ul", "files", ...mail.attachments.map(file)) : null;
  const sheet = el("div", "sheet");
  sheet.id = "sheet";
  sheet.setAttribute("role", "tabpanel");
  const node = el("div", "reader", envelope, el("div", "shelf", tabs(mail, sheet), files), sheet);
  node.dataset.shows = String(mail.id);
  return node;
}

const file = ({ name, size: bytes }) => el("li", "", `📎 ${name} `, el("small", "", size(bytes)));

function tabs(mail, sheet) {
  const row = el("div", "tabs");
  row.setAttribute("role", "tablist");
  row.setAttribute("aria-label", "How to show the letter");
  const show = (kind, focus) => {
    mailbox.tab = kind;
    for (const tab of row.children) {
      const chosen = tab.dataset.kind === kind;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen && focus) tab.focus();
    }
    sheet.setAttribute("aria-label", kind === "html" ? "Letter as HTML" : "Letter as text");
    sheet.replaceChildren(kind === "html" ? frame(mail) : plain(mail));
  };
  for (const [kind, name] of [["html", "HTML"], ["text", "Text"]]) {
    const tab = button("", () => show(kind), name);
    tab.dataset.kind = kind;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", "sheet");
    row.append(tab);
  }
  row.addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    event.preventDefault();
    show(mailbox.tab === "html" ? "text" : "html", true);
  });
  show(mailbox.tab);
  return row;
}

/** The letter's own page, without scripts; a new frame each time, so that the Back button is left alone. */
function frame(mail) {
  const node = el("iframe");
  node.sandbox = "allow-popups allow-popups-to-escape-sandbox";
  node.title = "The letter";
  node.src = `/demo/mails/${encodeURIComponent(mail.id)}.html`;
  return node;
}

function plain(mail) {
  const node = el("pre", "", mail.text);
  node.tabIndex = 0;
  return node;
}

/* ── The score ─────────────────────────────────────────────────────────── */

const BANDS = { qualified: "qualified: hot", triage: "triage", nurture: "nurture", junk: "junk" };
const BY_MACHINE = "machine";
let scoreDrawn = "";

function drawScore(snapshot) {
  const drawn = JSON.stringify([snapshot.lead, snapshot.leads]);
  if (drawn === scoreDrawn) return;
  const { lead } = snapshot;
  const before = scoreDrawn && JSON.parse(scoreDrawn)[0];
  scoreDrawn = drawn;
  const root = $("#score");
  if (!lead) return void root.replaceChildren(empty("±", "No lead yet. Every point will be explained here."));
  root.replaceChildren(
    el(
      "div",
      "verdict",
      total(lead),
      lead.quarantine.length ? el("ul", "guards", ...lead.quarantine.map(guardRow)) : null,
      el("ul", "reasons", ...reasonRows(lead)),
      el("div", "foot", openLine(lead), letterLine(lead), snapshot.leads.length > 1 ? others(snapshot.leads) : null),
    ),
  );
  if (now && (!before || before.id !== lead.id || before.score !== lead.score)) freshen($(".total strong", root));
}

function total(lead) {
  return el(
    "div",
    "total",
    el("strong", "", String(lead.score).replace("-", "−")),
    el("span", "name", lead.name || "no name"),
    el("span", "chips", bandChip(lead), lead.needs === null || lead.quarantine.length ? null : el("span", "chip", `needs ${signed(lead.needs)}`)),
    pips(lead),
    el("p", "more", standing(lead)),
  );
}

function bandChip(lead) {
  const suspected = lead.quarantine.length > 0;
  const band = Object.hasOwn(BANDS, lead.band ?? "") ? lead.band : "";
  return el("span", `chip ${suspected ? "quarantined" : band}`, suspected ? "quarantined" : BANDS[band] ?? lead.band ?? "not judged yet");
}

/** Points as a row of small bars: earned, still open, and the rest of the way to sales. */
function pips(lead) {
  const goal = lead.needs === null ? lead.score : lead.score + lead.needs;
  const most = Math.max(goal, lead.reachable, lead.score);
  if (most < 1 || most > MOST_PIPS) return null;
  const kind = (i) => (i < lead.score ? (lead.band === "qualified" ? "full hot" : "full") : i < lead.reachable ? "open" : "");
  return hidden(el("span", "pips", ...Array.from({ length: most }, (_, i) => el("i", kind(i)))));
}

function standing(lead) {
  if (lead.quarantine.length) return "Scored all the same, so that a person who releases it can go on.";
  const sales = lead.needs === null ? "" : `Sales from ${lead.score + lead.needs}. `;
  const reach = lead.reachable > lead.score ? `Open answers can still bring it to ${lead.reachable}.` : lead.needs === null ? "" : `It can reach ${lead.reachable}.`;
  const owner = lead.owner ? `${lead.owner} has taken it. ` : "";
  return `${owner}${sales}${reach}`;
}

function reasonRows(lead) {
  if (!lead.reasons.length) return [el("li", "", points(0), el("span", "", "Nothing counts for or against it"))];
  return lead.reasons.map((reason) =>
    el("li", "", points(reason.points), el("span", "", capital(reason.name || reason.criterion), " ", because(reason))),
  );
}

/** The questions that only a person can answer. */
function openLine(lead) {
  if (!lead.open.length || lead.quarantine.length) return null;
  const rows = lead.open.map(({ id, name, points: worth }) => el("li", "", points(worth, "maybe"), capital(name || id)));
  return el("div", "open", "Nobody has said yet", el("ul", "", ...rows));
}

const points = (worth, more = "") => el("span", `points ${more} ${worth < 0 && !more ? "minus" : ""}`, signed(worth));

function because({ because: why, by }) {
  const person = by !== BY_MACHINE;
  return el("small", "", person ? el("em", "", by) : null, person ? " says so" : why, person && why ? `: ${why}` : "");
}

function letterLine(lead) {
  if (!lead.letter) return el("p", "letter", "Letter: none");
  const held = lead.quarantine.length ? "not sent: quarantined" : lead.withheld ? `withheld: ${lead.withheld.replaceAll("_", " ")}` : "";
  const why = held ? held : lead.letter_because ? `because ${lead.letter_because}` : "";
  return el("p", "letter", "Letter ", el("code", "", lead.letter), " ", el("small", "", why));
}

function others(leads) {
  const row = el("ul", "others", ...leads.map(leadChip));
  row.setAttribute("aria-label", "Leads so far, newest first");
  row.tabIndex = 0;
  return row;
}

function leadChip(lead) {
  const kind = lead.state === "quarantined" ? "quarantined" : Object.hasOwn(BANDS, lead.band ?? "") ? lead.band : "";
  const node = el("li", "", el("i", kind), el("span", "", lead.name || `#${lead.id}`), el("b", "", `${lead.score ?? ""}`.replace("-", "−")));
  node.title = `#${lead.id}: ${(lead.state ?? "not judged yet").replaceAll("_", " ")}`;
  return node;
}

/* ── The chats ─────────────────────────────────────────────────────────── */

const PANES = ["triage", "sales"];
const ROLES = { triage: ["secretary"], sales: ["sales"] };
const STYLES = new Set(["primary", "success", "danger"]);
const keys = new WeakMap(); // button → what it presses
const drawnMessages = { triage: new Map(), sales: new Map(), private: new Map() }; // message id → { node, drawn }
const unfolded = new Set();

function drawChats(snapshot) {
  for (const purpose of PANES) {
    const chat = snapshot.chats.find((one) => one.purpose === purpose);
    drawTeam(purpose, snapshot.team);
    drawChat(purpose, chat ?? { id: 0, messages: [] });
    if (chat) $(`#${purpose}-title`).textContent = chat.title || capital(purpose);
  }
  if (aside.of !== null) drawChat("private", privateChat(snapshot, aside.of));
}

/* What the bot tells one person alone. */

const aside = { of: null };
const privateChat = (snapshot, user) => snapshot?.privates.find(({ id }) => id === user) ?? { id: user, messages: [] };

function openPrivate(user) {
  const dialog = $("#private");
  if (aside.of !== user) {
    drawnMessages.private.clear();
    $(".talk", dialog).replaceChildren();
  }
  aside.of = user;
  const who = now?.team.find(({ telegram: id }) => id === user)?.name ?? "a stranger";
  $("#private-title").textContent = `Private chat of ${who}`;
  if (!dialog.open) dialog.showModal();
  drawChat("private", privateChat(now, user));
}

for (const purpose of PANES) $(`#${purpose}-aside`).addEventListener("click", () => openPrivate(Number($(`#${purpose}-who`).value)));
$("#private-close").addEventListener("click", () => $("#private").close());
$("#private").addEventListener("click", (event) => event.target === event.currentTarget && event.currentTarget.close());
$("#private").addEventListener("close", () => (aside.of = null));

function drawTeam(purpose, team) {
  const select = $(`#${purpose}-who`);
  const drawn = JSON.stringify(team);
  if (select.dataset.for === drawn) return;
  const first = !select.dataset.for;
  const chosen = select.value;
  select.dataset.for = drawn;
  select.replaceChildren(...team.map(({ name, telegram: id, role }) => new Option(capital(role ? `${name} (${role})` : name), id)));
  const usual = team.find(({ role }) => ROLES[purpose].includes(role)) ?? team[0];
  select.value = first ? String(usual?.telegram ?? "") : chosen;
}

function drawChat(purpose, chat) {
  const talk = $(".talk", $(`#${purpose}`));
  const known = drawnMessages[purpose];
  const messages = [...chat.messages].sort((a, b) => a.message_id - b.message_id);
  const atEnd = talk.scrollHeight - talk.scrollTop - talk.clientHeight < 40;
  const ids = new Set(messages.map((message) => message.message_id));
  for (const [id, { node }] of known) if (!ids.has(id)) known.delete(id), node.remove();
  $(".empty", talk)?.remove();
  if (!messages.length) talk.append(empty("💬", EMPTY_CHAT[purpose]));
  let arrived = false;
  messages.forEach((message, i) => {
    const drawn = JSON.stringify(message);
    const before = known.get(message.message_id);
    if (before?.drawn === drawn) return;
    const node = drawMessage(purpose, chat.id, message);
    known.set(message.message_id, { node, drawn });
    if (before) swap(before.node, node);
    else talk.insertBefore(node, talk.children[i] ?? null);
    fold(node, message.message_id);
    arrived ||= !before;
    if (now) freshen(node);
  });
  if (arrived || atEnd) talk.scrollTop = talk.scrollHeight;
}

const EMPTY_CHAT = {
  triage: "Nothing to sort. A lead that one answer could make hot shows up here.",
  sales: "No hot lead yet. It comes here as soon as it has the points.",
  private: "Nothing here yet. Contacts, files and the whole card come here: press 👁 Contacts on a card, or take a lead.",
};

/** Put the edited message in place of the old one, and keep the keyboard where it was. */
function swap(old, node) {
  const within = old.contains(document.activeElement);
  const pressed = within && means(document.activeElement);
  old.replaceWith(node);
  if (!within) return;
  const same = [...node.querySelectorAll(".key")].find((key) => means(key) === pressed);
  (same ?? node.closest(".talk")).focus({ preventScroll: true });
}

/** What a button presses, without the card's revision at the end. */
const means = (node) => `${keys.get(node)?.data}`.split("|").slice(0, -1).join("|");

function drawMessage(purpose, chat, message) {
  const said = el("div", "said", message.file ? sentFile(message.file) : null, telegram(message.html));
  for (const quote of said.querySelectorAll("blockquote.expandable")) quote.replaceChildren(el("span", "fold", ...quote.childNodes));
  const when = el("span", "when", message.edited ? "edited " : "", clock(message.at) ?? "");
  const node = el("article", "message", el("div", "bubble", el("p", "from", "frontdesk"), said, when));
  if (message.rows.length) node.append(el("div", "keys", ...message.rows.map((row) => el("div", "", ...row.map((key) => drawKey(purpose, chat, message, key))))));
  return node;
}

const sentFile = ({ name, size: bytes }) => el("p", "file", `📎 ${name} `, el("small", "", size(bytes)));

function drawKey(purpose, chat, message, key) {
  if (key.url) {
    const node = link(key.url);
    node.className = "key";
    node.textContent = key.label;
    return node;
  }
  if (key.copy) return button("key", () => copy(purpose, key.copy), key.label);
  const node = button(STYLES.has(key.style) ? `key ${key.style}` : "key", () => press(purpose, chat, message, key, node), key.label);
  keys.set(node, key);
  return node;
}

/** A long quote shows three lines and a button for the rest, as Telegram's expandable ones do. */
function fold(node, id) {
  for (const part of node.querySelectorAll(".fold")) {
    if (part.scrollHeight <= part.clientHeight + 2) continue;
    const toggle = button("unfold", () => open(!part.classList.contains("unfolded")));
    const open = (wide) => {
      part.classList.toggle("unfolded", wide);
      toggle.textContent = wide ? "Show less" : "Show more";
      toggle.setAttribute("aria-expanded", String(wide));
      if (wide) unfolded.add(id);
      else unfolded.delete(id);
    };
    open(unfolded.has(id));
    part.after(toggle);
  }
}

async function press(purpose, chat, message, key, node) {
  if (node.getAttribute("aria-busy") === "true") return;
  node.setAttribute("aria-busy", "true");
  const user = purpose === "private" ? aside.of : Number($(`#${purpose}-who`).value);
  const said = { chat, message_id: message.message_id, data: key.data, user };
  try {
    const response = await fetch("/demo/press", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(said),
    });
    const { toast: text, error, private: opened } = await response.json();
    toast(purpose, text ?? error ?? "");
    if (opened) openPrivate(opened);
  } catch {
    toast(purpose, "No answer. Is frontdesk demo still running?");
  } finally {
    node.removeAttribute("aria-busy");
  }
}

async function copy(purpose, text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(purpose, `Copied: ${text}`);
  } catch {
    toast(purpose, text);
  }
}

const toasts = {};

function toast(purpose, text) {
  const node = $(".toast", $(`#${purpose}`));
  clearTimeout(toasts[purpose]);
  node.textContent = text;
  node.classList.toggle("up", text !== "");
  toasts[purpose] = setTimeout(() => node.classList.remove("up"), Math.max(TOAST_MS, READ_MS * text.length));
}

/* ── What to press next ────────────────────────────────────────────────── */

/** The newest button in a chat that presses `words` for this lead, as its data says. */
function findKey(purpose, lead, ...words) {
  const all = [...document.querySelectorAll(`#${purpose} .key`)].reverse();
  return all.find((node) => {
    const parts = `${keys.get(node)?.data}`.split("|");
    return parts[1] === String(lead.id) && words.every((word) => parts.slice(2).includes(word));
  });
}

/** The answer that brings a lead in triage nearest to sales: take a minus away, else add the most. */
function answerKey(lead) {
  const doubted = lead.open.filter(({ id, points: worth }) => worth < 0 && lead.reasons.some(({ criterion }) => criterion === id));
  const adding = lead.open.filter(({ points: worth }) => worth > 0).sort((a, b) => b.points - a.points);
  return (
    doubted.map(({ id }) => findKey("triage", lead, id, "no")).find(Boolean) ??
    adding.map(({ id }) => findKey("triage", lead, id, "yes")).find(Boolean)
  );
}

const wording = (key) => short(key.textContent, 60).replace(/^[^\p{L}\p{N}]+/u, "").replace(/\s*[+−-]\d+\s*$/u, "");
const STEPS = ["Send the form", "Answer in Triage", "Take it in Sales"];

/** The first step: send what is written, else the next sample that was not sent yet. */
function sending(at = 0) {
  if (filled() && JSON.stringify(written()) !== sent) return { at, text: "Press “Send”", target: $("#send") };
  const target = [...$("#samples").children].find((node) => !tried.has(node.dataset.sample));
  return { at, text: target ? `Choose “${target.textContent}”, then Send` : "Send another form", target };
}

/** Which step is next, in words, and where. */
function plan(lead) {
  if (!lead) return { ...sending(), story: "Everything here stays on this computer: no mail leaves it, and no account is needed." };
  const name = short(lead.name) || "This lead";
  const goal = lead.needs === null ? null : lead.score + lead.needs;
  const has = `${name} has ${many(lead.score, "point").replace("-", "−")}`;
  if (lead.quarantine.length) return { ...sending(), story: `${name} looks like spam: no letter, no card. It waits for a person, and the sender was told nothing.` };
  switch (lead.state) {
    case "triage": {
      const key = answerKey(lead);
      const text = key ? `Press “${capital(wording(key))}” in Triage` : "The card is on its way to Triage";
      return { at: 1, text, target: key, story: `${has}${goal === null ? "" : `; sales asks for ${goal}`}. A secretary can add what the form could not tell.` };
    }
    case "sales_open": {
      const key = findKey("sales", lead, "claim") ?? null;
      return { at: 2, text: key ? `Press “${capital(wording(key))}” in Sales` : "The card is on its way to Sales", target: key, story: `${has}: hot. Whoever takes the card first owns the lead.` };
    }
    case "claimed":
      return { ...sending(3), story: `${lead.owner || "Somebody"} owns ${name}: from form to seller. Now try another sample, or press as somebody else.` };
    case "contacted":
      return { ...sending(3), story: `${lead.owner || "Somebody"} spoke to ${name}. The card now asks how it ended: 🏆 Won, or 💔 Lost and why.` };
    case "won":
    case "lost":
      return { ...sending(3), story: `${name} is ${lead.state}. Undo stands for a minute, then History does: turn the clock on to see it.` };
    case "nurture":
    case "junk":
      return { ...sending(), story: `${name} can reach ${lead.reachable}${goal === null ? "" : ` of the ${goal} points that sales asks for`}: ${noLetter(lead) ? "no letter" : "a letter"}, no card, and nobody is disturbed.` };
    default:
      return { ...sending(), story: `${name} has come in.` };
  }
}

function drawGuide() {
  if (!now) return;
  const { at, text, target, story } = plan(now.lead);
  const current = at % STEPS.length;
  document.querySelectorAll(".next").forEach((node) => node !== target && node.classList.remove("next"));
  target?.classList.add("next");
  document.querySelectorAll(".step").forEach((node) => node.classList.toggle("now", Number(node.dataset.step) === current));
  if ($("#story").textContent !== story) $("#story").textContent = story;
  const drawn = JSON.stringify([at, text]);
  const guide = $("#guide");
  if (guide.dataset.for !== drawn) {
    guide.dataset.for = drawn;
    guide.replaceChildren(...STEPS.map((step, i) => guideStep(i, i === current ? text : step, i === current, i < at)));
  }
  if (target?.classList.contains("key")) reveal(target);
}

function guideStep(i, text, current, done) {
  const mark = hidden(el("b", "", done && !current ? "✓" : String(i + 1)));
  const node = button("", () => go(i, current), mark, el("span", "words", text));
  const item = el("li", current ? "now" : done ? "done" : "", node);
  if (current) node.setAttribute("aria-current", "step");
  return item;
}

function go(i, current) {
  const place = current && $(".next") ? $(".next") : i === 0 ? $("#first_name") : $(`#${PANES[i - 1]}`);
  place?.scrollIntoView({ block: "center" });
  place?.focus({ preventScroll: true });
}

/** Bring a button into its chat's view; the page itself stays where it is. */
function reveal(node) {
  const talk = node.closest(".talk");
  const [card, key, view] = [node.closest(".message"), node, talk].map((one) => one.getBoundingClientRect());
  const hiddenBelow = card.bottom - view.bottom + 8;
  const spareAbove = key.top - view.top - 8;
  if (key.top < view.top) talk.scrollTop -= view.top - key.top + 8;
  else if (hiddenBelow > 0) talk.scrollTop += Math.min(hiddenBelow, spareAbove);
}

/* ── The clock ─────────────────────────────────────────────────────────── */

async function turn(node) {
  if (node.getAttribute("aria-busy") === "true") return;
  node.setAttribute("aria-busy", "true");
  try {
    const response = await fetch("/demo/forward", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(node.dataset.turn),
    });
    if (!response.ok) live((await response.json()).error, "off");
  } catch {
    live("no answer", "off");
  } finally {
    node.removeAttribute("aria-busy");
  }
}

for (const node of document.querySelectorAll("[data-turn]")) node.addEventListener("click", () => turn(node));

/* ── Live ──────────────────────────────────────────────────────────────── */

function draw(snapshot) {
  $("#company").textContent = snapshot.company || "the company";
  document.title = snapshot.company ? `frontdesk demo · ${snapshot.company}` : "frontdesk demo";
  drawSamples(snapshot.samples);
  drawMail(snapshot);
  drawScore(snapshot);
  drawChats(snapshot);
  now = snapshot;
  tickTimes();
  drawGuide();
}

function live(words, kind) {
  const node = $("#live");
  if (node.textContent !== words) node.textContent = words;
  node.className = `live ${kind}`;
}

function listen() {
  const source = new EventSource("/demo/events");
  source.addEventListener("open", () => live("live", "on"));
  source.addEventListener("message", (event) => draw(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    live("reconnecting", "off");
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, RETRY_MS);
  });
  addEventListener("pagehide", () => source.close(), { once: true });
}

listen();
setInterval(tickTimes, 30000);
