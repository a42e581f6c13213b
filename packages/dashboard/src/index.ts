export { type Dashboard, serveDashboard, type ServeDashboardOptions } from './server/serve-dashboard.ts';
