export const checkPaths = { last: '/quan-tri/kiem-tra-du-lieu' } as const;
