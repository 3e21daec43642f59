/** The console's mark, as in app/icon.svg, beside the console's name. */
export function Mark({ size }: { size: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#3b4eb6" />
      <path
        d="M11 15v-3a5 5 0 0 1 9.6-2M9.5 15h13v8.5h-13z"
        fill="none"
        stroke="#fff"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
