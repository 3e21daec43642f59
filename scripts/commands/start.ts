import { serveConsole } from '../servers/serve-console';

/** `npm start`: everything that it takes to have the console running. */
export const run = () => serveConsole('start');
