"""Books out: a campaign, one unit, an archive of evidence; every text inert, every total a live formula."""
