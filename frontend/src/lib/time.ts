type Zone = string | undefined;

/** "10:31" in the reader's time zone. */
export function clockTime(at: string, timeZone?: Zone): string {
  return format(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone });
}

/** "today", "yesterday", "12 March", or with the year when it is another one. */
export function dayName(at: string, now: Date, timeZone?: Zone): string {
  const [day, today] = [dayKey(new Date(at), timeZone), dayKey(now, timeZone)];
  if (day === today) return "today";
  if (day === dayBefore(today)) return "yesterday";
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return format(at, { day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }), timeZone });
}

/** "today, 10:31", "yesterday, 10:31", "12 March, 10:31". */
export function moment(at: string, now: Date, timeZone?: Zone): string {
  return `${dayName(at, now, timeZone)}, ${clockTime(at, timeZone)}`;
}

/** "Thursday 12 March 2026" of a day without a time. */
export function longDay(day: string): string {
  const options = {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  } as const;
  return format(`${day}T12:00:00Z`, options).replace(",", "");
}

/** "2026-03-12" in the given zone; equal for moments of the same day. */
export function dayKey(at: Date, timeZone?: Zone): string {
  return formatter("sv-SE", { timeZone }).format(at);
}

function dayBefore(key: string): string {
  const day = new Date(`${key}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}

type Options = Omit<Intl.DateTimeFormatOptions, "timeZone"> & { timeZone?: Zone };

function format(at: string, options: Options): string {
  return formatter("en-GB", options).format(new Date(at));
}

/** Making one costs a hundred times what using it does. */
const made = new Map<string, Intl.DateTimeFormat>();

function formatter(language: string, { timeZone, ...rest }: Options): Intl.DateTimeFormat {
  const options = timeZone === undefined ? rest : { ...rest, timeZone };
  const key = language + JSON.stringify(options);
  const known = made.get(key) ?? new Intl.DateTimeFormat(language, options);
  made.set(key, known);
  return known;
}
