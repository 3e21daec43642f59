import { serveConsole } from '../web/serve-console';

/** `npm start`: everything that it takes to have the console running. */
export const run = () => serveConsole('start');
