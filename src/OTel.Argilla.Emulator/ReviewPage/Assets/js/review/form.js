// The questions of a card and their answers.

import { h } from '../dom.js';
import { questionBlock } from './question.js';

export function form(questions, record, onChange) {
  let active = null;
  const blocks = questions.map(question => questionBlock(question, record, {
    onChange: () => onChange(values()),
    onEnter: () => activate(blocks.find(block => block.question === question)),
  }));
  const element = h('div', { class: 'questions' }, blocks.map(block => block.element));

  function activate(block) {
    active = block;
    blocks.forEach(other => other.element.classList.toggle('active', other === block));
  }

  const nextOpen = () => blocks.find(block => block.takesDigits && !block.isAnswered) ?? null;

  function values() {
    return Object.fromEntries(blocks.filter(block => block.isAnswered).map(({ question, value }) => [question.name, { value }]));
  }

  activate(nextOpen() ?? blocks[0] ?? null);
  return {
    element,
    markers: new Map(blocks.filter(block => block.marker).map(({ marker }) => [marker.field, marker.element])),
    get values() {
      return values();
    },
    show(given) {
      blocks.forEach(block => block.show(given[block.question.name]?.value));
      activate(nextOpen() ?? blocks[0] ?? null);
    },
    /** A digit answers the question at hand, and the next open one is at hand then. */
    press(digit) {
      const target = active?.takesDigits ? active : nextOpen();
      if (!target?.press(digit)) return blocks.some(block => block !== target && block.marker && block.press(digit));
      if (target.movesOn && !target.element.contains(document.activeElement)) activate(nextOpen() ?? target);
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
