// The token against forged forms, from the cookie: signing in again changes it.

export function token() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
}

/** Gives it to the forms of this page, which were made before. */
export function renewTokens() {
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
    field.value = token();
  }
  document.body.setAttribute("hx-headers", JSON.stringify({ "x-csrftoken": token() }));
}
