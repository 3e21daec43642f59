import { database } from '@/prisma/client';

/** Clears all attempt counts, so that the next attempts of every actor are recorded one by one again. */
export const forgetAttempts = () => database().attemptCount.deleteMany();
