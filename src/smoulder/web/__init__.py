"""The workbench: a door in a browser, and one for programs; both ask at the desk as the command line does."""
