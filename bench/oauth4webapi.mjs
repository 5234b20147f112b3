// By its name, as a program imports it: so is ours, and what finding a package costs is in both.
export * from 'oauth4webapi'
