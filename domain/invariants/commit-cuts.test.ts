import { calls } from '../registry';
import { contextOf, newActor } from '../testing/actors';
import { testCommitCuts } from '../testing/commit-cuts';
import { outcomeOf } from '../testing/outcome';

testCommitCuts(async (_, { call, request }) => {
  const actor = await newActor({ permissions: ['SUPERUSER'] });
  const context = contextOf();
  return {
    actorId: actor.userId,
    ask: () => outcomeOf<unknown>(calls[call].run(actor, request, context)),
  };
});
