// Elements from data. Text is always text: nothing here reads markup, so no title can become any.
export function el(tag, given = {}, ...children) {
  const one = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) one.addEventListener(name.slice(2), value);
    else if (name === "class") one.className = value;
    else if (name === "value" || name === "checked" || name === "disabled" || name === "draggable" || name === "open") one[name] = value;
    else one.setAttribute(name, value === true ? "" : value);
  }
  one.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return one;
}

export const button = (label, onclick, more = {}, ...children) =>
  el("button", { type: "button", onclick, ...(children.length ? { "aria-label": label, title: label } : {}), ...more }, ...(children.length ? children : [label]));

// A sign for the eye beside a label for the ear.
const PATHS = {
  play: "M7 4v16l13-8z", stop: "M6 6h12v12H6z", up: "M12 5l7 8h-5v6h-4v-6H5z", down: "M12 19l-7-8h5V5h4v6h5z", edit: "M4 16.5V20h3.5L18 9.5 14.5 6zM15.6 4.9l3.5 3.5 1.6-1.6a1.2 1.2 0 000-1.8l-1.7-1.7a1.2 1.2 0 00-1.8 0z",
  out: "M6.4 5L5 6.4 10.6 12 5 17.6 6.4 19 12 13.4 17.6 19 19 17.6 13.4 12 19 6.4 17.6 5 12 10.6z", back: "M11 5v4h4a5 5 0 010 10H8v-2.5h7a2.5 2.5 0 000-5h-4v4L4 10.2z", pin: "M9 3h6l-1 6 4 4v2h-5v6l-1 1-1-1v-6H6v-2l4-4z", grip: "M8 5h3v3H8zM13 5h3v3h-3zM8 10.5h3v3H8zM13 10.5h3v3h-3zM8 16h3v3H8zM13 16h3v3h-3z", left: "M15.4 4L17 5.6 10.6 12l6.4 6.4-1.6 1.6L7.4 12z",
};
export function sign(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

export const by = (id) => document.getElementById(id);

// Put new children into a place, and the keyboard back to where it was: elements are known by their data-k.
export function fill(place, ...children) {
  const focus = place.contains(document.activeElement) ? document.activeElement : null;
  const key = focus?.dataset.k, near = focus?.closest("[data-row]")?.dataset.row;
  const [from, to] = focus && "selectionStart" in focus ? [focus.selectionStart, focus.selectionEnd] : [];
  place.replaceChildren(...children.flat().filter(Boolean));
  if (!focus) return;
  const again = (key && [...place.querySelectorAll("[data-k]")].find((one) => one.dataset.k === key)) ||
    (near && [...place.querySelectorAll("[data-row]")].find((one) => one.dataset.row === near)?.querySelector("button, input, textarea"));
  if (again) {
    again.focus({ preventScroll: true });
    if (from !== undefined && "selectionStart" in again && again.type !== "checkbox") try { again.setSelectionRange(from, to); } catch { /* no text */ }
  } else place.focus({ preventScroll: true });
}
