/**
 * Runs `work` while no other window of this browser runs any under the same name; a window that dies gives its turn
 * up. A page that is not served securely has no locks: there, windows do not wait for each other.
 */
export const alone = async <T>(name: string, work: () => Promise<T>): Promise<T> =>
  isSecureContext ? navigator.locks.request(name, work) : work()
