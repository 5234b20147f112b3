// A person at the login pages of the authorization server, without a browser.
const HOPS = 12
const ANSWERS = { login: 'somebody', password: 'something' }

/**
 * Signs in, consents, and stops where the server sends the browser back to the client.
 * @param {URL} authorizationUrl @param {string} redirectUri @returns {Promise<URL>} the redirect, with the code
 */
export async function login(authorizationUrl, redirectUri) {
  const cookies = new Cookies()
  let request = { url: authorizationUrl }
  for (let hop = 0; hop < HOPS; hop++) {
    const { url, body } = request
    const response = await fetch(url, { method: body ? 'POST' : 'GET', body, headers: { cookie: cookies.for(url) }, redirect: 'manual' })
    cookies.take(response)
    const location = response.headers.get('location')
    if (location?.startsWith(redirectUri)) return new URL(location)
    request = location ? { url: new URL(location, url) } : filledIn(await response.text(), url)
  }
  throw new Error(`not back at ${redirectUri} after ${HOPS} requests`)
}

function filledIn(page, base) {
  const [, action] = /<form[^>]* action="([^"]+)"/.exec(page) ?? []
  if (!action) throw new Error(`no form on the page: ${page.replace(/<[^>]*>|\s+/g, ' ').slice(0, 500)}`)
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value])
  const asked = Object.entries(ANSWERS).filter(([name]) => page.includes(`name="${name}"`))
  return { url: new URL(action, base), body: new URLSearchParams([...hidden, ...asked]) }
}

class Cookies {
  #all = new Map()

  take(response) {
    for (const line of response.headers.getSetCookie()) {
      const [pair, ...attributes] = line.split(/; */)
      const path = attributes.find((text) => /^path=/i.test(text))?.slice('path='.length) ?? '/'
      this.#all.set(`${pair.slice(0, pair.indexOf('='))} ${path}`, { pair, path })
    }
  }

  for({ pathname }) {
    return [...this.#all.values()].filter(({ path }) => pathname.startsWith(path)).map(({ pair }) => pair).join('; ')
  }
}
