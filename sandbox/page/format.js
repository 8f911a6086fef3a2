import { T } from "./texts.js";

const clock = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false });
const dayMonth = new Intl.DateTimeFormat("vi-VN", { day: "numeric", month: "long" });
const dayMonthYear = new Intl.DateTimeFormat("vi-VN", { day: "numeric", month: "long", year: "numeric" });
const decimal = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 1 });

export const time = (seconds) => clock.format(seconds * 1000);
export const sameDay = (a, b) => new Date(a * 1000).toDateString() === new Date(b * 1000).toDateString();

export function day(seconds) {
  const date = new Date(seconds * 1000);
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  const days = Math.ceil((midnight - date) / 86_400_000);
  if (days <= 0) return T.today;
  if (days === 1) return T.yesterday;
  return (date.getFullYear() === midnight.getFullYear() ? dayMonth : dayMonthYear).format(date);
}

export const moment = (seconds) => (sameDay(seconds, Date.now() / 1000) ? time(seconds) : day(seconds));

export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${decimal.format(bytes / 1024)} KB`;
  return `${decimal.format(bytes / 1024 / 1024)} MB`;
}
