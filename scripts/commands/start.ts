import { serveConsole } from '../servers/serve-console';

/** `npm start`: prepares the database, makes the build and runs the console and the gateway. */
export const run = () => serveConsole('start');
