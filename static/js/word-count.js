// How many words an essay has so far, as courses/quizzes/types/essay/words.py counts them.

const SIGN = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const LETTER = `(?![${SIGN}])[\\p{L}\\p{N}]`;
const WORD = new RegExp(`[${SIGN}]|(?:${LETTER})+(?:['’\\-‑.,·](?:${LETTER})+)*`, "gu");
const MARKS = /[\u064b-\u0652\u0670\u0640\u0300-\u036f]/gu;

export function countWords(text) {
  return text.replace(MARKS, "").match(WORD)?.length ?? 0;
}

export function enhance(field) {
  const text = field.querySelector("textarea");
  const least = Number(field.dataset.wordsLeast) || 0;
  const most = Number(field.dataset.wordsMost) || Infinity;
  const draw = () => {
    const words = countWords(text.value);
    field.querySelector("[data-words-count]").textContent = words;
    field.querySelector("[data-words-few]").hidden = words >= least || !words;
    field.querySelector("[data-words-many]").hidden = words <= most;
  };
  text.addEventListener("input", draw);
  field.closest("[data-slot]")?.addEventListener("answer-filled", draw);
  draw();
}
