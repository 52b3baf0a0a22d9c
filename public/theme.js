// Before anything is drawn: the theme that the reader chose in the settings (src/islands/settings.ts).
try {
  var theme = JSON.parse(localStorage.getItem('gridpulse:settings') || '{}').theme;
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
    var colors = document.querySelectorAll('meta[name="theme-color"]');
    colors[0].media = theme === 'light' ? 'all' : 'not all';
    colors[1].media = theme === 'dark' ? 'all' : 'not all';
  }
} catch (_) {}
