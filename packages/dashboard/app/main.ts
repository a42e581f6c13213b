import { mount } from 'svelte';
import App from './app.svelte';
import { adoptChartStyle } from './charts/chart-theme.ts';

adoptChartStyle();
mount(App, { target: document.getElementById('app')! });
