// Redirects of every kind. Where they lead, nobody may ask.
import { GOOD, JSON_TYPE, NOT_CONFORM, NETWORK, answer } from './answers.mjs'

const statuses = [300, 301, 302, 303, 307, 308]
const redirect = (name, status, location, more) => ({
  name: `${name} (${status})`,
  expected: NOT_CONFORM,
  behave: (socket, { elsewhere }) => answer(socket, status, '', { location: location(elsewhere) }),
  ...more,
})

export const redirects = [
  ...statuses.map((status) => redirect('a redirect elsewhere', status, (elsewhere) => `${elsewhere}/par`)),
  redirect('a redirect without a scheme', 307, (elsewhere) => elsewhere.slice('http:'.length)),
  redirect('a redirect with user and password', 307, (elsewhere) => elsewhere.replace('//', '//user:password@')),
  redirect('a redirect to itself', 308, () => ''),
  redirect('a redirect to javascript:', 302, () => 'javascript:alert(1)'),
  redirect('a redirect to data:', 307, () => `data:application/json,${encodeURIComponent(GOOD)}`),
  redirect('a redirect to a file', 307, () => 'file:///etc/passwd'),
  redirect('a redirect to nonsense', 302, () => 'http://[:::/', { inBrowser: NETWORK }),
  { name: 'a redirect to two places', expected: NOT_CONFORM, inBrowser: NETWORK, behave: (socket, { elsewhere }) =>
    answer(socket, 307, '', { location: [`${elsewhere}/a`, `${elsewhere}/b`] }) },
  { name: 'a redirect to nowhere', expected: NOT_CONFORM, behave: (socket) => answer(socket, 302, '', {}) },
  { name: 'a Location with 201', expected: 'resolves', behave: (socket, { elsewhere }) => answer(socket, 201, GOOD, { ...JSON_TYPE, location: elsewhere }) },
  { name: 'Refresh elsewhere', expected: 'resolves', behave: (socket, { elsewhere }) => answer(socket, 201, GOOD, { ...JSON_TYPE, refresh: `0; url=${elsewhere}` }) },
  { name: 'Link and Content-Location elsewhere', expected: 'resolves', behave: (socket, { elsewhere }) =>
    answer(socket, 201, GOOD, { ...JSON_TYPE, link: `<${elsewhere}>; rel=preload`, 'content-location': elsewhere, 'alt-svc': 'h3=":1"' }) },
  { name: 'a page that refreshes elsewhere', expected: NOT_CONFORM, behave: (socket, { elsewhere }) =>
    answer(socket, 200, `<meta http-equiv=refresh content="0;url=${elsewhere}">`, { 'content-type': 'text/html' }) },
]
