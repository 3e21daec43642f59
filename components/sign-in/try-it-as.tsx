import classes from './sign-in.module.css';

/** The users of the demo, with the password of all of them, which is public. */
export interface DemoSignIns {
  password: string;
  users: readonly { userName: string; role: string; shows: string }[];
}

interface Props extends Pick<DemoSignIns, 'users'> {
  /** The name that is being checked, or null. */
  pending: string | null;
  onChoose: (userName: string) => void;
}

/** In the demo, one button for each user that a visitor can sign in as. */
export function TryItAs({ users, pending, onChoose }: Props) {
  return (
    <section className={classes.demo} aria-labelledby="try-it-as">
      <h2 id="try-it-as">Try it as</h2>
      <ul>
        {users.map(({ userName, role, shows }) => (
          <li key={userName}>
            {/* A disabled button would lose the focus. */}
            <button
              type="button"
              aria-disabled={pending !== null}
              aria-busy={pending === userName}
              onClick={() => pending === null && onChoose(userName)}
            >
              <strong>{userName}</strong> <span className={classes.role}>{role}</span>{' '}
              <span className={classes.shows}>{shows}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
