drop table upload_files;
drop table uploads;
