'use server';

import { endOtherSessions as endOthers } from '@/domain/users/end-other-sessions';
import { endOwnSession } from '@/domain/users/end-own-session';
import { action } from './define-action';

export const endSession = action(endOwnSession, 'plain');
export const endOtherSessions = action(endOthers, 'plain');
