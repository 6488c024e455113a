type Environment = Readonly<Record<string, string | undefined>>;

/** Nothing may move on the screen: a terminal that cannot, or a person who asked for it, as for a screen reader. */
export function needsPlainPrompts(env: Environment): boolean {
  const asked = env['ACCESSIBLE'];
  return env['TERM'] === 'dumb' || (asked !== undefined && !['', '0', 'false'].includes(asked));
}

/**
 * The console of Linux, or a locale whose name shows that it is not UTF-8. POSIX: the first of these that is
 * set counts.
 */
export function showsOnlyAscii(env: Environment): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return env['TERM'] === 'linux' || (locale !== '' && !/utf-?8/i.test(locale));
}
