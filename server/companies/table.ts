/** A company that customers belong to. */
export interface CompanyTable {
  id: string
  name: string
  /** The name as it is compared: unique. */
  nameKey: string
  /** The name as `?q=` compares it. */
  searchText: string
  /** Counts the changes, so that an edit of what is no longer there is noticed. */
  version: number
  createdAt: string
  updatedAt: string
}

/** A domain of e-mail addresses that is a company's: whoever has such an address belongs to it. */
export interface CompanyDomainTable {
  domain: string
  companyId: string
}

/** How far the people of a company have followed its latest change. */
export interface CompanySettlingTable {
  companyId: string
  /** Of the company, after that change. */
  version: number
  byId: string
  /** 1 until those who were there already are gone through, which they are in the order they came. */
  isWalking: number
  walkedAt: string | null
  walkedId: string | null
  joined: number
  departed: number
  startedAt: string
  endedAt: string | null
}
