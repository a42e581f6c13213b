// Before the first paint: what the reader chose last time, else what the machine says.
const chosen = localStorage.getItem('foldwise-theme');
if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
