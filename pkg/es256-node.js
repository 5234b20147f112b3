// For a Node that cannot require() an ES module: import and require share one copy, with its classes, symbols and handles.
export * from './wasm/es256/index.cjs'
