// Before the first paint: the theme and the language that were chosen on this device.
(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    const language = localStorage.getItem("language");
    if (language === "fr" || language === "en") root.lang = language;
  } catch {
    // Storage is refused: the device's own settings stand.
  }
})();
