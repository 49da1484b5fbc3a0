import { byId } from './dom.js';

const THEMES = ['auto', 'light', 'dark'];
const KEY = 'codex-conformance-theme';

/** Lets the reader choose between light, dark and what the system has, and remembers it where that is allowed. */
export function startTheme() {
  const button = byId('theme');
  let theme = remembered();
  const show = () => {
    document.documentElement.dataset['theme'] = theme;
    button.textContent = `Theme: ${theme}`;
  };
  button.addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // A page from the disk may have no storage; the choice then lasts as long as the page.
    }
    show();
  });
  show();
}

/** @returns {string} */
function remembered() {
  try {
    const theme = localStorage.getItem(KEY) ?? 'auto';
    return THEMES.includes(theme) ? theme : 'auto';
  } catch {
    return 'auto';
  }
}
