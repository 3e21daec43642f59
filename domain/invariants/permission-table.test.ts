import { describe, expect, it } from 'vitest';
import { removals } from '../removals';
import { contextOf } from '../testing/actors';
import { makeActorScene } from '../testing/kinds-of-actor';
import { outcomeOf } from '../testing/outcome';
import { REMOVALS, removalCells } from '../testing/removal-table';
import { changesSince, readEntries, readState } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';

setUpTestDatabase();

describe('the permission table of the removals', () => {
  it('has a row for each removal', () => {
    expect(new Set(removalCells.map(({ call }) => call))).toEqual(new Set(Object.keys(removals)));
  });

  it.each(removalCells)(
    'answers $call of a link that is $thing, by $kind, with code $code',
    async ({ call, thing, kind, code }) => {
      const scene = await makeActorScene(kind);
      const { request, row } = REMOVALS[call](scene, thing);
      const context = contextOf();
      const [before, entriesBefore] = [await readState(), await readEntries()];

      expect(
        await outcomeOf<unknown>(removals[call].preview.run(scene.nextActor, request, context)),
      ).toMatchObject({
        code,
      });
      expect(await changesSince(before)).toEqual({ removed: [], added: [] });
      expect(await readEntries()).toEqual(entriesBefore);

      expect(await outcomeOf<unknown>(removals[call].run(scene.actor, request, context))).toMatchObject({
        code,
      });
      const removed = code === 0 ? [expect.objectContaining(row)] : [];
      expect(await changesSince(before)).toEqual({ removed, added: [] });
      const entry = {
        call,
        actorId: scene.actor?.userId,
        sessionId: scene.actor?.sessionId,
        requestId: context.requestId,
        outcome: code === 0 ? 'done' : 'refused',
        errorCode: code,
      };
      const expected = scene.actor === null ? [] : [expect.objectContaining(entry)];
      expect((await readEntries()).slice(entriesBefore.length)).toEqual(expected);
    },
  );
});
