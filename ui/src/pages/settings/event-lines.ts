import type { PortfolioView } from '../../api/types';

type Events = PortfolioView['events'];

/** One event a line: name, first day..last day. */
export function eventLines(events: Events): string {
  return events.map((event) => `${event.name} ${event.from}..${event.to}`).join('\n');
}

/** The events of lines; a line without days keeps none, so that the server says what is missing. */
export function eventsOf(text: string): Events {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.map((line) => {
    const found = /^(.*\S)\s+(\S+?)(?:\.\.(\S+))?$/.exec(line);
    const [, name = line, from = '', to = from] = found ?? [];
    return { name, from, to };
  });
}
