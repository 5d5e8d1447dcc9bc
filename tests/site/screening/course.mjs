// Reads {"published": …, "steps": [[what, value], …]} one a line, walks the module's course, and prints the answers it has.
// A step that is refused changes nothing and is counted.

import { createInterface } from "node:readline";
import { Course, numberIn } from "../../../src/firmground_site/screening/static/screening/course.mjs";

for await (const line of createInterface({ input: process.stdin })) {
  const { published, steps } = JSON.parse(line);
  const course = new Course(published);
  let refused = 0;
  for (const [what, value] of steps) {
    try {
      if (what === "go") course.go(course.place + value);
      else course.answer(what === "number" ? numberIn(value) : value);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      refused += 1;
    }
  }
  console.log(JSON.stringify({ answers: course.answers, refused, place: course.place }));
}
