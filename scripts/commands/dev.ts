import { serveConsole } from '../servers/serve-console';

/** `npm run dev`: the console in development mode, on the same database as `npm start`. */
export const run = () => serveConsole('dev');
