/* SPDX-License-Identifier: MIT
 *
 * Searching, filtering, sorting and paging of answers. Everything from an answer is put in as text
 * (textContent), never as markup. Without this script the page is complete; see html_data.c for the
 * shape of the data.
 */
(function () {
  "use strict";
  var PAGE = 25, PRINTED = 1000, LONG = 3000;
  var NO_TEXT = 4, ANY = "";
  var STANCES = ["Neutral", "Support", "Oppose", "Mixed", "No text"];
  var MARKS = [[1, "With a condition"], [2, "Tick and text disagree"], [4, "A side without a tick"],
               [8, "Repeated text"], [64, "Makes a suggestion"], [128, "Raises a concern"],
               [256, "Praises"], [32, "Asks something"], [512, "Informs"], [1024, "Has no view"]];
  var NOTES = [[1, "conditional"], [2, "contradicts the tick"], [4, "no tick"], [8, "repeated text"]];
  var data = JSON.parse(document.getElementById("data").textContent);
  var all = data.answers;
  var rows = document.getElementById("rows"), status = document.getElementById("status");
  var form = document.getElementById("controls"), pages = document.getElementById("pages");
  var heading = document.getElementById("answers");
  var fields = {}, found = [], page = 0, sort = { column: -1, down: false }, marked = -1, headers = [];
  var collator = new Intl.Collator("en-GB", { numeric: true });

  function make(name, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function add(parent) {
    for (var i = 1; i < arguments.length; i++) parent.appendChild(arguments[i]);
    return parent;
  }

  function tickOf(answer) { return data.questions[answer.q].ticks[answer.t] || "Blank"; }
  function nameOf(answer, index) { return answer.i || "answer " + (index + 1); }
  function front(text, most) { return text.length > most ? text.slice(0, most) + "\u2026" : text; }

  function wordsOf(answer) {
    if (answer.l === undefined) {
      var words = [answer.i, answer.r || "", answer.g || ""].join(" ") + " ";
      for (var i = 0; i < answer.x.length; i += 2) words += answer.x[i];
      answer.l = words.toLowerCase();
    }
    return answer.l;
  }

  /* ---- rows ---- */

  function addRun(parent, words, label) {
    if (!label) {
      parent.appendChild(document.createTextNode(words));
      return;
    }
    var cut = label.indexOf("|");
    add(parent, add(make("mark", label.slice(0, cut), words),
                    make("small", "", " [" + label.slice(cut + 1) + "]")));
  }

  /* The runs of a text from a place on: at most LONG characters, or all that is left. */
  function fillText(box, answer, from, all) {
    var length = 0;
    for (var i = from.run; i < answer.x.length; i += 2) {
      var words = answer.x[i].slice(i === from.run ? from.at : 0), label = answer.x[i + 1];
      var room = all ? words.length : LONG - length;
      if (words.length > room) {
        if (!label) addRun(box, words.slice(0, room), 0);
        return { run: i, at: label ? 0 : (i === from.run ? from.at : 0) + room };
      }
      addRun(box, words, label);
      length += words.length;
    }
    return null;
  }

  /* A long text goes on folded, and is put in only when it is asked for. */
  function textOf(answer) {
    var box = make("div", "text"), rest = make("div", "text"), details = make("details");
    var more = fillText(box, answer, { run: 0, at: 0 }, false);
    box.dir = rest.dir = "auto";
    if (!more) return [box];
    details.addEventListener("toggle", function () {
      if (details.open && !rest.firstChild) fillText(rest, answer, more, true);
    });
    return [box, add(details, make("summary", "", "The text goes on"), rest)];
  }

  function pieceRow(answer, at) {
    var e = answer.e, source = data.sources[e[at + 4] - 1], row = make("tr"), by = make("td");
    var kind = data.kinds[e[at + 1] - 1] || "";
    if (e[at + 2]) kind += ": " + data.topics[e[at + 2] - 1];
    add(row, add(make("td"), make("bdi", "", e[at])), make("td", "", kind), make("td", "", String(e[at + 3])));
    if (source) {
      add(by, document.createTextNode(source[0]), make("br"), make("code", "", source[1]));
      if (source[2]) add(by, make("br"), document.createTextNode(source[2]));
    }
    return add(row, by);
  }

  function fillEvidence(details, answer) {
    if (details.childNodes.length > 1) return;
    var head = make("tr"), body = make("tbody");
    ["Words", "Kind", "Weight", "Read by"].forEach(function (name) {
      var cell = make("th", "", name);
      cell.scope = "col";
      head.appendChild(cell);
    });
    for (var i = 0; i < answer.e.length; i += 5) body.appendChild(pieceRow(answer, i));
    add(details, add(make("table"), add(make("thead"), head), body));
  }

  function evidenceOf(answer, open) {
    var count = answer.e.length / 5, details = make("details", "evidence");
    details.appendChild(make("summary", "", "Evidence: " + count + (count === 1 ? " passage" : " passages")));
    if (open) {
      fillEvidence(details, answer);
      details.open = true;
    }
    details.addEventListener("toggle", function () {
      if (details.open) fillEvidence(details, answer);
    });
    return details;
  }

  function addField(cell, name, text) {
    if (!text) return;
    add(cell, make("br"), add(make("span", "minor", name + " "), make("bdi", "", front(text, 120))));
  }

  function rowOf(index) {
    var answer = all[index], row = make("tr"), id = make("th"), stance = make("td"), text = make("td");
    row.id = "a" + index;
    if (index === marked) row.className = "found";
    id.scope = "row";
    id.appendChild(make("bdi", "", front(nameOf(answer, index), 120)));
    addField(id, "by", answer.r);
    addField(id, "group", answer.g);
    if (answer.s === NO_TEXT) stance.textContent = STANCES[NO_TEXT];
    else stance.appendChild(make("span", "stance " + STANCES[answer.s], STANCES[answer.s]));
    NOTES.forEach(function (note) {
      if (answer.m & note[0]) add(stance, make("br"), make("span", "note", note[1]));
    });
    if (answer.n) text.appendChild(make("i", "", "The results were written without texts."));
    textOf(answer).forEach(function (part) { text.appendChild(part); });
    if (answer.e.length) text.appendChild(evidenceOf(answer, fields.evidence.checked));
    return add(row, id, add(make("td"), make("bdi", "", data.questions[answer.q].id)),
               add(make("td"), make("bdi", "", front(tickOf(answer), 120))), stance,
               make("td", "", answer.s === NO_TEXT ? "\u2013" : (Math.round(answer.c * 100) / 100).toFixed(2)), text);
  }

  /* ---- which answers, in which order ---- */

  function matcher() {
    var q = fields.q.value, s = fields.s.value, t = fields.t.value.toLowerCase(), p = +fields.p.value;
    var m = +fields.m.value, g = fields.g.value;
    var words = fields.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    return function (answer) {
      if (q !== ANY && answer.q !== +q) return false;
      if (s !== ANY && answer.s !== +s) return false;
      if (t !== ANY && tickOf(answer).toLowerCase() !== t) return false;
      if (m && !(answer.m & m)) return false;
      if (p && answer.p.indexOf(p) < 0) return false;
      if (g !== ANY && answer.g !== g) return false;
      if (!words.length) return true;
      var text = wordsOf(answer);
      return words.every(function (word) { return text.indexOf(word) >= 0; });
    };
  }

  var comparers = [
    function (a, b) { return collator.compare(all[a].i, all[b].i); },
    function (a, b) { return all[a].q - all[b].q; },
    function (a, b) { return collator.compare(tickOf(all[a]), tickOf(all[b])); },
    function (a, b) { return collator.compare(STANCES[all[a].s], STANCES[all[b].s]); },
    function (a, b) { return all[a].c - all[b].c; }
  ];

  function order() {
    if (sort.column < 0) return;
    var compare = comparers[sort.column], way = sort.down ? -1 : 1;
    found.sort(function (a, b) { return way * compare(a, b) || a - b; });
  }

  function show(first, last) {
    var fragment = document.createDocumentFragment();
    for (var i = first; i < last; i++) fragment.appendChild(rowOf(found[i]));
    rows.replaceChildren(fragment);
    if (!found.length) {
      var cell = make("td", "", "No answer is like that.");
      cell.colSpan = 6;
      rows.appendChild(add(make("tr"), cell));
    }
  }

  function tell(first, last) {
    var text = found.length ? "Answers " + (first + 1) + " to " + last + " of " + found.length : "0 answers";
    if (found.length < all.length) text += " that fit, out of " + all.length;
    if (all.length < data.total) text += " in this file, out of " + data.total + " in all";
    status.textContent = text + ".";
  }

  function draw() {
    var first = page * PAGE, last = Math.min(found.length, first + PAGE);
    show(first, last);
    tell(first, last);
    pages.hidden = found.length <= PAGE;
    fields.before.disabled = page === 0;
    fields.after.disabled = last >= found.length;
    fields.number.textContent = "Page " + (page + 1) + " of " + Math.max(1, Math.ceil(found.length / PAGE));
  }

  function choose() {
    var fits = matcher();
    found = [];
    for (var i = 0; i < all.length; i++) if (fits(all[i])) found.push(i);
    order();
    page = 0;
    draw();
  }

  function clear() {
    ["q", "s", "t", "p", "m", "g"].forEach(function (key) { fields[key].value = ANY; });
    fields.search.value = "";
    marked = -1;
  }

  /* ---- controls ---- */

  function addSelect(key, text, options) {
    var box = make("div"), label = make("label", "", text), select = make("select");
    select.id = "control-" + key;
    label.htmlFor = select.id;
    [[ANY, "All"]].concat(options).forEach(function (option) {
      var element = make("option", "", front(String(option[1]), 60));
      element.value = option[0];
      select.appendChild(element);
    });
    select.addEventListener("change", choose);
    fields[key] = select;
    box.hidden = options.length < 2;
    add(form, add(box, label, select));
  }

  function distinct(read) {
    var seen = new Set();
    for (var i = 0; i < all.length && seen.size < 200; i++) {
      var value = read(all[i]);
      if (value) seen.add(value);
    }
    return Array.from(seen).sort(collator.compare).map(function (value) { return [value, value]; });
  }

  function usedTopics() {
    var used = new Set();
    all.forEach(function (answer) { answer.p.forEach(function (topic) { used.add(topic); }); });
    return Array.from(used).map(function (topic) { return [topic, data.topics[topic - 1]]; })
        .sort(function (a, b) { return collator.compare(a[1], b[1]); });
  }

  function addSearch() {
    var box = make("div", "search"), label = make("label", "", "Search in texts and names"), input = make("input");
    var waiting = 0;
    input.type = "search";
    input.id = "control-search";
    label.htmlFor = input.id;
    input.addEventListener("input", function () {
      clearTimeout(waiting);
      waiting = setTimeout(choose, 120);
    });
    fields.search = input;
    add(form, add(box, label, input));
  }

  function addLastControls() {
    var box = make("div"), input = make("input"), label = make("label", "", "Open all evidence"), reset = make("button", "", "Clear filters");
    input.type = "checkbox";
    input.id = "control-evidence";
    label.htmlFor = input.id;
    input.addEventListener("change", draw);
    fields.evidence = input;
    reset.type = "button";
    reset.addEventListener("click", function () {
      clear();
      choose();
    });
    add(form, add(box, label, input), add(make("div"), reset));
  }

  function addControls() {
    addSearch();
    addSelect("q", "Question", data.questions.map(function (question, i) { return [i, question.id]; }));
    addSelect("s", "Read as", [1, 2, 3, 0, 4].map(function (i) { return [i, STANCES[i]]; }));
    addSelect("t", "Ticked", distinct(tickOf));
    addSelect("p", "Topic", usedTopics());
    addSelect("g", "Group", distinct(function (answer) { return answer.g; }));
    addSelect("m", "Worth a look", MARKS);
    addLastControls();
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.hidden = false;
  }

  function addPages() {
    function turn(by, text) {
      var button = make("button", "", text);
      button.type = "button";
      button.addEventListener("click", function () {
        page += by;
        draw();
        heading.focus();
        heading.scrollIntoView();
      });
      return button;
    }
    fields.before = turn(-1, "Earlier");
    fields.after = turn(1, "Later");
    fields.number = make("span");
    add(pages, fields.before, fields.number, fields.after);
  }

  function addSorting() {
    var cells = document.querySelectorAll("#table > thead th");
    comparers.forEach(function (compare, column) {
      var cell = cells[column], button = make("button", "", cell.textContent);
      button.type = "button";
      button.addEventListener("click", function () {
        sort.down = sort.column === column && !sort.down;
        sort.column = column;
        headers.forEach(function (header) { header.removeAttribute("aria-sort"); });
        cell.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
        order();
        page = 0;
        draw();
      });
      headers.push(cell);
      cell.replaceChildren(button);
    });
  }

  /* ---- ways in ---- */

  function applyFigure(query) {
    var wanted = new URLSearchParams(query);
    clear();
    ["q", "s", "p", "m"].forEach(function (key) { if (wanted.has(key)) fields[key].value = wanted.get(key); });
    if (wanted.has("t")) fields.t.value = data.questions[+wanted.get("q")].ticks[+wanted.get("t")];
    if (wanted.has("t") && fields.t.selectedIndex < 0) fields.t.value = ANY;
    choose();
    heading.scrollIntoView();
    heading.focus();
  }

  function goTo(index) {
    clear();
    sort.column = -1;
    headers.forEach(function (header) { header.removeAttribute("aria-sort"); });
    marked = index;
    choose();
    page = Math.floor(index / PAGE);
    draw();
    var row = document.getElementById("a" + index);
    row.scrollIntoView({ block: "center" });
    row.tabIndex = -1;
    row.focus();
  }

  function follow(link) {
    var figure = link.getAttribute("data-f"), answer = /^#a(\d+)$/.exec(link.getAttribute("href") || "");
    if (figure) applyFigure(figure);
    else if (answer && +answer[1] < all.length) goTo(+answer[1]);
    else return false;
    return true;
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (follow(link)) event.preventDefault();
  });
  window.addEventListener("beforeprint", function () {
    show(0, Math.min(found.length, PRINTED));
    tell(0, Math.min(found.length, PRINTED));
  });
  window.addEventListener("afterprint", draw);

  document.querySelectorAll(".plain").forEach(function (element) { element.remove(); });
  addControls();
  addPages();
  addSorting();
  choose();
  var wanted = /^#a(\d+)$/.exec(location.hash);
  if (wanted && +wanted[1] < all.length) goTo(+wanted[1]);
})();
