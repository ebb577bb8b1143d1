-- Takes search away; everything in it can be made again from the photos.
drop table search_state;
drop table library_counts;
drop table photo_search_fts_terms;
drop table photo_search_fts;
drop table photo_search;
