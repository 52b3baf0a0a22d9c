// Before anything is drawn: the theme that the reader chose in the settings (src/islands/settings.ts).
try {
  var theme = JSON.parse(localStorage.getItem('gridpulse:settings') || '{}').theme;
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch (_) {}
