import { database } from '@/prisma/client';

/** Lets everybody's next attempts be recorded one by one again, however many they made so far. */
export const forgetAttempts = () => database().attemptCount.deleteMany();
