import { revealHidden } from '@/domain/values/characters';

/**
 * A name, or any other text that somebody outside has chosen. It can't change how what stands beside it reads: the
 * browser keeps its direction apart, and what is hidden in it is seen.
 */
export const Name = ({ children }: { children: string }) => <bdi>{revealHidden(children)}</bdi>;
