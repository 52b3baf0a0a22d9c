// Before anything is drawn: the color of the browser's own bar, the theme that the reader chose in the settings
// (src/islands/settings.ts), and the site's own typefaces where an earlier page fetched them (src/islands/typefaces.ts).
var bars = { light: '#fbfaf6', dark: '#15161a' };
for (var own in bars) {
  var bar = document.createElement('meta');
  bar.name = 'theme-color';
  bar.media = '(prefers-color-scheme: ' + own + ')';
  bar.content = bars[own];
  document.head.append(bar);
}
try {
  if (localStorage.getItem('gridpulse:typefaces')) document.documentElement.dataset.typefaces = '';
  var theme = JSON.parse(localStorage.getItem('gridpulse:settings') || '{}').theme;
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
    var colors = document.querySelectorAll('meta[name="theme-color"]');
    colors[0].media = theme === 'light' ? 'all' : 'not all';
    colors[1].media = theme === 'dark' ? 'all' : 'not all';
  }
} catch (_) {}
