// SPDX-License-Identifier: EUPL-1.2
export default function Part() {
  return null;
}
