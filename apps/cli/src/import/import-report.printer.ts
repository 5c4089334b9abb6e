import type { WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import type { ImportProblem, ImportReport, ProblemSeverity } from '@maillage/exchange';
import { type Language, localize } from '@maillage/kernel';
import { outcomeWords, severityWords, words } from './import-messages.js';

/** Problems shown one by one unless all are asked for. */
const SHOWN = 60;

type Output = Pick<NodeJS.WriteStream, 'write'> & Partial<Pick<WriteStream, 'isTTY' | 'hasColors'>>;
type Colour = 'red' | 'yellow' | 'cyan' | 'bold' | 'dim' | 'green';

const colours: Readonly<Record<ProblemSeverity, Colour>> = { ERROR: 'red', WARNING: 'yellow', NOTICE: 'cyan' };

/** Writes a run's report for a person: coloured on a terminal, plain text elsewhere. */
export class ImportReportPrinter {
  private readonly coloured: boolean;

  constructor(
    private readonly output: Output,
    private readonly language: Language,
  ) {
    this.coloured = output.isTTY === true && output.hasColors?.() === true;
  }

  line(text = ''): void {
    this.output.write(`${text}\n`);
  }

  /** @param all every problem kept, not only the first ones that are to be mended */
  print(report: ImportReport, all: boolean): void {
    this.counts(report);
    this.problemCounts(report);
    this.problems(report, all);
    if (report.rehearsal) this.line(this.paint('bold', words.rehearsal[this.language]));
  }

  private counts(report: ImportReport): void {
    const { rows, outcomes, published, organizationsCreated, completeness } = report;
    this.count(rows, words.rows[this.language], 'bold');
    for (const [outcome, label] of Object.entries(outcomeWords)) {
      const count = outcomes[outcome as keyof typeof outcomes];
      if (count > 0) this.count(count, label[this.language], outcome === 'REFUSED' ? 'red' : 'green');
    }
    if (published > 0) this.count(published, words.published[this.language], 'green');
    if (organizationsCreated > 0) this.count(organizationsCreated, words.organizations[this.language], 'green');
    const { answered, asked } = completeness;
    if (asked > 0) this.line(`${`${answered}/${asked}`.padStart(10)}  ${words.completeness[this.language]}`);
  }

  private count(count: number, label: string, colour: Colour): void {
    this.line(`${this.paint(colour, String(count).padStart(10))}  ${label}`);
  }

  private problemCounts({ problems }: ImportReport): void {
    if (problems.length === 0) return;
    this.line();
    this.line(this.paint('bold', words.problems[this.language]));
    const width = Math.max(...problems.map(({ code }) => code.length));
    for (const { code, severity, count } of problems) {
      const told = this.paint(colours[severity], severityWords[severity][this.language]);
      this.line(`${String(count).padStart(10)}  ${code.padEnd(width)}  ${told}`);
    }
    this.line();
  }

  private problems(report: ImportReport, all: boolean): void {
    const wanted = all ? report.listed : report.listed.filter(({ severity }) => severity !== 'NOTICE').slice(0, SHOWN);
    for (const problem of wanted) this.problem(problem);
    const total = report.problems.reduce((sum, { count }) => sum + count, 0);
    const count = total - wanted.length;
    if (count > 0) this.line(this.paint('dim', localize(words.more, { count })[this.language]));
    if (wanted.length > 0 || count > 0) this.line();
  }

  private problem({ row, column, code, severity, message, suggestion }: ImportProblem): void {
    const { language } = this;
    const place = row === null ? words.file[language] : `${words.row[language]} ${row}`;
    const where = [place, column, code].filter((part) => part !== null).join(' · ');
    this.line(`${this.paint(colours[severity], where)}`);
    this.line(`    ${message[language]}`);
    if (suggestion) this.line(this.paint('dim', `    → ${suggestion[language]}`));
  }

  paint(colour: Colour, text: string): string {
    return this.coloured ? styleText(colour, text) : text;
  }
}
