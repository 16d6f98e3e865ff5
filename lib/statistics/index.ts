export { countHours, recountAll, startCounting } from "./count-hours";
export { type Dimension, dimensions, type Measure, measures } from "./dimensions";
export { deleteSumsBefore, type RefusalSums, readCountedUntil } from "./repository";
export {
  breakdownOf,
  type Figures,
  type Filter,
  intervalsOf,
  lastDays,
  type Period,
  periodBefore,
  refusalsOf,
  seriesOf,
} from "./statistics";
