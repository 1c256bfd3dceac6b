"""Every screen in every look: pictures to look at, and checks that look for us (`make gallery`)."""
