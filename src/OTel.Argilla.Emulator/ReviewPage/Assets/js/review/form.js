// The questions of a card and their answers.

import { h } from '../dom.js';
import { questionBlock } from './question.js';

export function form(questions, record, onChange) {
  let active = null;
  let pressed = null;
  const blocks = questions.map(question => questionBlock(question, record, {
    onChange: () => onChange(values()),
    onEnter: () => activate(blocks.find(block => block.question === question)),
  }));
  const element = h('div', { class: 'questions' }, blocks.map(block => block.element));

  function activate(block) {
    active = block;
    blocks.forEach(other => other.element.classList.toggle('active', other === block));
  }

  const open = () => blocks.find(block => !block.isAnswered) ?? null;
  const openForDigits = () => blocks.find(block => block.takesDigits && !block.isAnswered) ?? null;

  function values() {
    return Object.fromEntries(blocks.filter(block => block.isAnswered).map(({ question, value }) => [question.name, { value }]));
  }

  activate(open() ?? blocks[0] ?? null);
  return {
    element,
    markers: new Map(blocks.filter(block => block.marker).map(({ marker }) => [marker.field, marker.element])),
    get values() {
      return values();
    },
    show(given) {
      blocks.forEach(block => block.show(given[block.question.name]?.value));
      activate(open() ?? blocks[0] ?? null);
    },
    /** A digit answers the question at hand, or else the next that takes digits; then the next open one is at hand. */
    press(digit) {
      const target = active?.takesDigits ? active : openForDigits() ?? pressed ?? blocks.find(block => block.takesDigits);
      if (!target?.press(digit)) return blocks.some(block => block !== target && block.marker && block.press(digit));
      pressed = target;
      if (target.movesOn && !target.element.contains(document.activeElement)) activate(open() ?? target);
      return true;
    },
    accept: () => blocks.filter(block => block.accept()).length,
    focus: () => active?.focus(),
    /** Complains beside each question that is not ready, goes to the first, and says how many there are. */
    check() {
      const faulty = blocks.filter(block => block.fault);
      faulty.forEach(block => block.complain(block.fault));
      faulty[0]?.focus();
      return faulty.length;
    },
  };
}
