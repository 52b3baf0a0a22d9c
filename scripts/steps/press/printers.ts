import { join } from 'node:path';
import type { SitePlan } from '../../../src/components/site-plan.ts';
import type { Config } from '../../../src/config.ts';
import { ENTRY_FILE } from './adapter.ts';
import { type Press, serverDirOf, settingsOf } from './press.ts';
import { startChild } from './run-child.ts';

/** What printers are told: what to print, and into which folder. */
export interface Order {
  plan: SitePlan;
  folder: string;
}

/** What a printer has done since it told last; it then asks for the number of the next grid. */
export interface Printed {
  pages: number;
  /** Snapshots that it read by their schemas, as in "ciso/carbon.json". */
  soundFiles: string[];
}

export interface Printers {
  /** Prints every page of a plan, once. @throws SiteBuildError */
  print(order: Order, onPrinted: (printed: Printed) => void): Promise<void>;
  /** Ends those that wait for an order. */
  dismiss(): void;
}

/** Starts processes that load the press while the run still finds out what to print. */
export function startPrinters({ folder }: Press, config: Config, count: number): Printers {
  const start = () =>
    startChild(join(import.meta.dirname, 'print-pages.ts'), [join(serverDirOf(folder), ENTRY_FILE)], {
      ...settingsOf(config),
      // Every hour loads the same modules: Node keeps them ready to run.
      NODE_COMPILE_CACHE: join(folder, 'bytecode'),
    });
  const printers = Array.from({ length: count }, start);
  return {
    async print(order, onPrinted) {
      let next = 0;
      for (const { child } of printers) {
        child.on('message', (printed) => {
          onPrinted(printed as Printed);
          child.send(next++, () => {});
        });
        // One that has ended already is told of below.
        child.send(order, () => {});
      }
      // All have ended before one's failure is told: none goes on writing into what is cleared away.
      const ends = await Promise.allSettled(printers.map(({ ended }) => ended));
      const failed = ends.find(({ status }) => status === 'rejected');
      if (failed) throw (failed as PromiseRejectedResult).reason;
    },
    dismiss() {
      for (const { child } of printers) if (child.connected) child.disconnect();
    },
  };
}
