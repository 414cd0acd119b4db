// The records that a filter finds, by position, loaded a page at a time.
// A record that is answered leaves the filter on the server but keeps its position here, so that one can walk back to it.

import { api } from '../api.js';
import { searchBody } from './filter.js';

const PAGE = 10;

export class Queue {
  constructor(dataset, filter) {
    this.dataset = dataset;
    this.filter = filter;
    this.items = new Map();
    this.gone = new Set();
    this.total = 0;
    this.pages = new Map();
  }

  get length() {
    return this.total + this.gone.size;
  }

  /** The record at a position, or null past the end. */
  async at(index) {
    if (!this.items.has(index)) await this.page(Math.floor(index / PAGE));
    // The next cards are there before they are asked for; what fails now is said when it is asked for.
    const next = Math.floor((index + 3) / PAGE);
    if (index + 3 < this.length && !this.items.has(next * PAGE)) this.page(next).catch(() => {});
    return this.items.get(index) ?? null;
  }

  page(number) {
    if (!this.pages.has(number)) {
      const loading = this.load(number * PAGE).finally(() => this.pages.delete(number));
      this.pages.set(number, loading);
    }
    return this.pages.get(number);
  }

  async load(start) {
    const offset = start - [...this.gone].filter(index => index < start).length;
    let found;
    try {
      found = await this.search(offset, PAGE);
    } catch (error) {
      if (error.status !== 422 && error.status !== 500) throw error;
      found = await this.oneByOne(offset, error);
    }
    this.total = found.total;
    found.items.forEach((record, index) => this.items.set(start + index, record));
  }

  async search(offset, limit) {
    const { items, total } = await api.search(this.dataset, searchBody(this.filter), offset, limit);
    return { total, items: items.map(item => item.record) };
  }

  /** One record that the server cannot give must not hide its neighbours. */
  async oneByOne(offset, error) {
    const items = [];
    let total = 0;
    let failed = 0;
    for (let index = offset; index < offset + PAGE; index++) {
      try {
        const found = await this.search(index, 1);
        total = found.total;
        if (found.items.length === 0) break;
        items.push(found.items[0]);
      } catch (failure) {
        failed++;
        items.push({ unreadable: failure.message });
      }
    }
    if (failed === items.length) throw error;
    return { items, total };
  }

  /** Notes the answer to a record. */
  answered(index, response) {
    const record = this.items.get(index);
    record.responses = response ? [response] : [];
    const matches = this.filter.status === 'all' || this.filter.status === (response?.status ?? 'pending');
    if (matches && this.gone.delete(index)) this.total++;
    else if (!matches && !this.gone.has(index)) {
      this.gone.add(index);
      this.total--;
    }
  }
}
