import assert from 'node:assert/strict'

/** One subtest for each result of a scenario. @param {import('node:test').TestContext} t */
export async function subtests(t, results, { atLeast }) {
  assert.ok(results.length >= atLeast, `only ${results.length} checks ran`)
  for (const { name, ok, detail } of results) {
    await t.test(name, () => {
      if (!ok) throw remote(detail)
    })
  }
}

/** An error that shows where the check failed in the other runtime, not where it was reported here. */
function remote(detail) {
  const { message, stack = '', code, cause } = typeof detail === 'string' ? { message: detail } : detail
  const facts = Object.entries({ code, cause }).filter(([, value]) => value !== undefined).map(([name, value]) => `; ${name}: ${value}`)
  const error = new Error(message + facts.join(''))
  error.stack = stack.includes(message) ? stack.replace(message, error.message) : `${error.message}\n${stack}`
  return error
}

/**
 * Follows each authorization URL of the scenario: the server must know the request that was pushed.
 * @param {typeof fetch} [visit] for a server that the global fetch does not trust
 */
export async function followed(t, results, issuer, visit = fetch) {
  const links = results.flatMap(({ name, ok, detail }) => (ok && detail ? (detail.links ?? [detail]).map((link) => ({ name, ...link })) : []))
  await t.test('the server answers every authorization URL with the state that was pushed', async () => {
    const urls = links.filter(({ authorizationUrl }) => authorizationUrl)
    assert.ok(urls.length > 0, 'no authorization URL')
    for (const { name, authorizationUrl, state } of urls) {
      const response = await visit(authorizationUrl, { redirect: 'manual' })
      assert.equal(response.status, 303, name)
      const answer = new URL(response.headers.get('location')).searchParams
      assert.deepEqual(
        { error: answer.get('error'), state: answer.get('state'), iss: answer.get('iss') },
        { error: 'login_required', state, iss: issuer },
        name,
      )
    }
  })
}
