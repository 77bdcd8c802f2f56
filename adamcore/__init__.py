"""The science of the article: rules, surfaces, trajectories, moments. NumPy only."""
