// Loaded into the web server's process before anything else. A supervisor that is killed outright can't stop
// its server, which would hold the port for ever: the channel between them closes, and the server ends itself.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
